package imgraph.example

import com.apollographql.apollo.ApolloClient
import imgraph.ImageChangesSubscription
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking

/**
 * Prints the tiles of a phone's screen, page by page, and then, when it is called with `watch`, what happens next to a picture.
 * `IMGRAPH_URL` is where the gateway is; default: http://localhost:4000.
 */
fun main(args: Array<String>) = runBlocking {
  val url = System.getenv("IMGRAPH_URL") ?: "http://localhost:4000"
  ApolloClient.Builder().serverUrl("$url/graphql").build().use { gateway ->
    val tiles = Tiles(gateway, Tiles.Screen(width = 390, density = 3.0))
    var page = tiles.page()
    while (true) {
      for (picture in page.pictures) println("${picture.key} ${picture.whole?.width}x${picture.whole?.height} ${picture.tile?.url}")
      page = tiles.page(page.next ?: break)
    }
    if ("watch" in args) {
      // graphql-transport-ws, as Apollo speaks it by default.
      val change = gateway.subscription(ImageChangesSubscription()).toFlow().first().dataOrRefusal().imageChanged
      println("${change.kind} ${change.key}")
    }
  }
}
