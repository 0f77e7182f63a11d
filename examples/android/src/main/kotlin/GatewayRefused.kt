package imgraph.example

import com.apollographql.apollo.api.ApolloResponse
import com.apollographql.apollo.api.Error
import com.apollographql.apollo.api.Operation

/** An answer without data. `code` is one of `ErrorCode`, or of GraphQL's own. */
class GatewayRefused(val errors: List<Error>) : Exception(errors.joinToString("; ") { it.message }) {
  val code: String? get() = errors.firstOrNull()?.extensions?.get("code") as? String
}

/** Throws ApolloException when no answer came, GatewayRefused for one that has errors alone. */
fun <Data : Operation.Data> ApolloResponse<Data>.dataOrRefusal(): Data {
  exception?.let { throw it }
  return data ?: throw GatewayRefused(errors.orEmpty())
}
