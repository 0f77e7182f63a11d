/**
 * React Native as far as this screen uses it: the examples are checked without the package, which brings a tool chain for two
 * systems. In an app of yours its own types take this file's place.
 */
declare module "react-native" {
  import type { ComponentType, ReactElement, ReactNode } from "react";

  type Style = Readonly<Record<string, string | number>>;
  interface ViewProps {
    readonly style?: Style | readonly Style[];
    readonly children?: ReactNode;
    readonly accessibilityRole?: "alert" | "button" | "image";
    readonly accessibilityLabel?: string;
    readonly accessible?: boolean;
  }
  interface ImageProps extends ViewProps {
    readonly source: { readonly uri: string };
    readonly resizeMode?: "contain" | "cover";
    readonly blurRadius?: number;
  }
  interface FlatListProps<Item> {
    readonly data: readonly Item[];
    readonly keyExtractor: (item: Item) => string;
    readonly renderItem: (shown: { readonly item: Item }) => ReactElement;
    readonly numColumns: number;
    readonly onEndReached: () => void;
    readonly onRefresh: () => void;
    readonly refreshing: boolean;
    readonly ListEmptyComponent?: ReactElement | null;
    readonly ListFooterComponent?: ReactElement | null;
  }
  export const ActivityIndicator: ComponentType<ViewProps>;
  export function FlatList<Item>(props: FlatListProps<Item>): ReactElement;
  export const Image: ComponentType<ImageProps>;
  export const Modal: ComponentType<{
    readonly visible: boolean;
    readonly onRequestClose: () => void;
    readonly children: ReactNode;
  }>;
  export const PixelRatio: { get(): number };
  export const Pressable: ComponentType<ViewProps & { readonly onPress: () => void }>;
  export const StyleSheet: {
    readonly absoluteFill: Style;
    create<Styles extends Readonly<Record<string, Style>>>(styles: Styles): Styles;
  };
  export const Text: ComponentType<ViewProps>;
  export const View: ComponentType<ViewProps>;
  export function useWindowDimensions(): { readonly width: number; readonly height: number };
}
