package imgraph.example

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.Optional
import imgraph.TilesQuery
import imgraph.fragment.TilePicture

/** A screen of square tiles in the pixels of the device: what its view model holds. */
class Tiles(private val gateway: ApolloClient, private val screen: Screen) {
  /** In units of the device, of which `density` pixels make one. */
  data class Screen(val width: Int, val density: Double)

  data class Page(val pictures: List<TilePicture>, val next: String?)

  /**
   * A page of the pictures of the gateway's default bucket. A picture that cannot be shown has no tile, and an error beside the
   * others; throws ApolloException when there is no answer, GatewayRefused when there is no page in it.
   */
  suspend fun page(after: String? = null): Page {
    val query = TilesQuery(
      after = Optional.presentIfNotNull(after),
      side = screen.width / 3,
      width = screen.width,
      dpr = screen.density,
    )
    val answer = gateway.query(query).execute()
    val images = answer.dataOrRefusal().images
    return Page(
      pictures = images.nodes.map { it.tilePicture }.filter { it.tile != null },
      next = images.pageInfo.endCursor.takeIf { images.pageInfo.hasNextPage },
    )
  }
}
