/** The tabs of a first visit, each a task of its own. */
export const examples: readonly { readonly query: string; readonly variables?: string; readonly headers?: string }[] = [
  {
    query: `# A picture, what is known of it,
# and a smaller one made of it.
query Picture {
  images(first: 1) {
    nodes {
      key
      byteSize
      averageHue
      info { format width height orientation }
      rendition(
        transform: { simple: { width: 480, format: WEBP } }
      ) {
        url
        width
        height
        process
        expiresAt
        plan {
          expectedBytes
          peakBytes
          stages { passes { ops } rules }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Steps run in the order of the list. The size after each
# is known before anything is rendered.
query Steps($key: String!) {
  image(key: $key) {
    rendition(
      transform: {
        steps: [
          { resize: { width: 600, height: 400, mode: FILL } }
          { roundedCorners: { radius: 24 } }
          { watermark: { text: { text: "Imgraph 图片", color: "#FFFFFF" } } }
          { format: { format: PNG } }
        ]
      }
    ) {
      url
      process
      plan { stages { steps { process width height } } }
    }
  }
}
`,
    variables: '{ "key": "china.jpg" }',
  },
  {
    query: `# All that an <img> needs: widths for every screen, modern
# formats, and something to show until the picture is there.
query Responsive {
  images(first: 3) {
    nodes {
      key
      responsive(widths: [480, 960, 1920], formats: [AVIF, WEBP]) {
        src
        srcSet
        sources { type srcSet }
        width
        height
        bgColor
        thumbhash
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# A process string, as in URLs of the OSS protocol, read and
# given back in canonical form. Try a mistake in it.
query Text($process: String!) {
  pipeline(transform: { process: $process }) {
    process
    stages {
      ... on StepsStage {
        steps {
          __typename
          ... on RotateStep { degrees }
        }
      }
    }
    warnings { message }
  }
}
`,
    variables: '{ "process": "image/rotate,90/resize,m_lfit,w_300/format,webp" }',
  },
  {
    query: `# Two ways to make a picture, and how far apart they are.
# The heat map is an image: open it in a tab of its own.
query Compare {
  compare(
    key: "picos.jpg"
    a: { transform: { process: "image/resize,w_600/format,png" } }
    b: { transform: { process: "image/resize,w_600/format,webp/quality,Q_50" } }
    heatMapSide: 64
  ) {
    verdict
    psnr
    ssim
    largestDifference
    a { byteSize rendition { url } }
    b { byteSize rendition { url } }
    heatMap
  }
}
`,
  },
  {
    query: `# Stores a result as an object. Mutations need the admin
# token: put it into the tab "Headers" below.
mutation Save($input: SaveImageInput!) {
  saveImage(input: $input) {
    image { key byteSize info { width height format } url }
    userErrors { code message path hint }
  }
}
`,
    variables: `{
  "input": {
    "source": { "key": "china.jpg" },
    "transform": { "process": "image/resize,w_300/format,webp" },
    "engine": "CONFIGURED",
    "target": { "key": "saved/china-300.webp" },
    "ifExists": "REPLACE"
  }
}`,
    headers: '{ "Authorization": "Bearer THE_ADMIN_TOKEN" }',
  },
];
