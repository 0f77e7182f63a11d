import type { Client, TilePictureFragment } from "imgraph/client";
import { useState } from "react";
import {
  ActivityIndicator,
  FlatList,
  Image,
  Modal,
  PixelRatio,
  Pressable,
  StyleSheet,
  Text,
  useWindowDimensions,
  View,
} from "react-native";
import { useTiles } from "./use-tiles.js";

const gap = 4;
const columns = 3;

/** All pictures as tiles, page by page as they are scrolled to; pulled down, they are asked for anew. */
export function PicturesScreen({ client }: { readonly client: Client }) {
  const { width } = useWindowDimensions();
  const side = Math.floor((width - gap * (columns + 1)) / columns);
  // Five is what a gateway makes at most; no screen has more.
  const dpr = Math.min(PixelRatio.get(), 5);
  const { tiles, state, next, again, renew } = useTiles(client, { side, width: Math.floor(width), dpr });
  const [open, setOpen] = useState<TilePictureFragment>();
  return (
    <View style={styles.screen}>
      <FlatList
        data={tiles}
        keyExtractor={({ id }) => id}
        renderItem={({ item }) => <Tile picture={item} side={side} onOpen={() => setOpen(item)} />}
        numColumns={columns}
        // Of a list that is not there too, and again as its foot changes: what failed waits for a tap.
        onEndReached={next}
        onRefresh={renew}
        refreshing={state === "asking" && tiles.length === 0}
        ListEmptyComponent={state === "complete" ? <Text style={styles.word}>There are no pictures yet.</Text> : null}
        ListFooterComponent={state === "asking" ? <ActivityIndicator style={styles.word} /> : null}
      />
      {typeof state === "object" && (
        <Pressable style={styles.alert} accessibilityRole="button" onPress={again}>
          <Text>{state.failed}</Text>
          <Text style={styles.again}>Tap to try again</Text>
        </Pressable>
      )}
      {open && <Whole picture={open} onClose={() => setOpen(undefined)} />}
    </View>
  );
}

interface TileProps {
  readonly picture: TilePictureFragment;
  /** In the screen's own units. */
  readonly side: number;
  onOpen(): void;
}

function Tile({ picture: { alt, key, lqip, tile }, side, onOpen }: TileProps) {
  return (
    <Pressable
      style={{ width: side, height: side, marginLeft: gap, marginTop: gap, overflow: "hidden" }}
      accessibilityRole="button"
      accessibilityLabel={`Enlarge ${alt ?? key}`}
      onPress={onOpen}
    >
      {lqip && <Image source={{ uri: lqip.value }} blurRadius={2} resizeMode="cover" style={StyleSheet.absoluteFill} />}
      {tile && <Image source={{ uri: tile.url }} resizeMode="cover" style={StyleSheet.absoluteFill} />}
    </Pressable>
  );
}

function Whole({ picture: { alt, key, whole }, onClose }: { readonly picture: TilePictureFragment; onClose(): void }) {
  return (
    <Modal visible onRequestClose={onClose}>
      <Pressable style={styles.whole} accessibilityRole="button" accessibilityLabel="Close" onPress={onClose}>
        {whole && (
          <Image
            source={{ uri: whole.url }}
            resizeMode="contain"
            style={{ width: "100%", aspectRatio: whole.width / whole.height, maxHeight: "90%" }}
            accessibilityLabel={alt ?? key}
          />
        )}
        <Text style={styles.caption}>{alt ?? key}</Text>
      </Pressable>
    </Modal>
  );
}

const styles = StyleSheet.create({
  screen: { flex: 1, backgroundColor: "#FFFFFF" },
  word: { padding: 24, textAlign: "center" },
  alert: { padding: 16, backgroundColor: "#FFE8E0" },
  again: { paddingTop: 4, fontWeight: "600" },
  whole: { flex: 1, justifyContent: "center", backgroundColor: "#000000" },
  caption: { color: "#FFFFFF", padding: 16, textAlign: "center" },
});
