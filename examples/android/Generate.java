import com.apollographql.apollo.compiler.ApolloCompiler;
import com.apollographql.apollo.compiler.CodegenSchemaOptions;
import com.apollographql.apollo.compiler.InputFile;
import com.apollographql.apollo.compiler.OptionsKt;
import com.apollographql.apollo.compiler.TargetLanguage;
import com.apollographql.apollo.compiler.codegen.SourceOutputKt;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes Kotlin for operations of this repository, as Apollo's Gradle plugin does it for an app: `java Generate.java SCHEMA_DIR OUT_DIR
 * FILES`, where FILES are those of SCHEMA_DIR/operations with a comma between them, or empty: all. Fails with the place of what Apollo does not take.
 */
class Generate {
  /** What the scalars of the schema are in Kotlin. */
  private static final Map<String, String> scalars =
      Map.of("ByteSize", "kotlin.Long", "DateTime", "kotlin.String", "HexColor", "kotlin.String", "URL", "kotlin.String");

  public static void main(String[] args) throws Exception {
    Path schema = Path.of(args[0]);
    List<String> named = args[2].isEmpty() ? List.of() : List.of(args[2].split(","));
    List<InputFile> operations;
    try (var files = Files.list(schema.resolve("operations"))) {
      operations = files.filter(file -> named.isEmpty() || named.contains(file.getFileName().toString()))
          .sorted().map(Generate::input).toList();
    }
    var output = ApolloCompiler.INSTANCE.buildSchemaAndOperationsSources(
        List.of(input(schema.resolve("schema.graphql"))),
        operations,
        new CodegenSchemaOptions(scalars, Map.of(), false),
        // Apollo's own choices but for the package.
        OptionsKt.buildIrOptions(null, null, null, null, null, null, null, null, null, null),
        OptionsKt.buildCodegenOptions(
            TargetLanguage.KOTLIN_1_9, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, "imgraph", null),
        null, null, null, null, null, null, null, null, null);
    SourceOutputKt.writeTo(output, new File(args[1]), true, null);
  }

  private static InputFile input(Path path) {
    return new InputFile(path.toFile(), path.getFileName().toString());
  }
}
