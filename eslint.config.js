import graphql from "@graphql-eslint/eslint-plugin";

// Lints the contract with clients: the SDL and the operations. The code is Biome's business.
const schema = "schema/schema.graphql";
const documents = "schema/operations/**/*.graphql";
const parserOptions = { graphQLConfig: { schema, documents } };
const { rules: schemaRules } = graphql.configs["flat/schema-recommended"];
const { rules: relayRules } = graphql.configs["flat/schema-relay"];
const { rules: operationRules } = graphql.configs["flat/operations-recommended"];

export default [
  {
    files: [schema],
    languageOptions: { parser: graphql.parser, parserOptions },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...schemaRules,
      ...relayRules,
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      // Lists are read forwards only.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      // Plain lists hold what belongs to one object: the steps of a stage, the tags of an image.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
      // Only what `node` finds has an id.
      "@graphql-eslint/strict-id-in-types": "off",
      // Names that the OSS manual's readers know, such as AccessKey.accessKeyId.
      "@graphql-eslint/no-typename-prefix": "off",
      "@graphql-eslint/input-name": ["error", { checkInputType: true, caseSensitiveInputType: false }],
      "@graphql-eslint/no-scalar-result-type-on-mutation": "error",
      "@graphql-eslint/require-nullable-fields-with-oneof": "error",
    },
  },
  {
    files: [documents],
    languageOptions: { parser: graphql.parser, parserOptions },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...operationRules,
      // A query may ask for the size of an image without its id.
      "@graphql-eslint/require-selections": "off",
      "@graphql-eslint/selection-set-depth": ["error", { maxDepth: 10 }],
    },
  },
];
