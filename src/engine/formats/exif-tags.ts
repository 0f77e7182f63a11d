/** How the bytes of a tag are shown; `plain` goes by the type that the file gives. */
export type ExifShape =
  | "plain"
  /** Text in a field of undefined type, `0230`. */
  | "text"
  /** Text behind eight bytes that name its character set. */
  | "comment"
  /** UTF-16, little-endian, in a field of bytes. */
  | "utf16"
  /** N, S, E, W as words. */
  | "compass";

export interface ExifTag {
  /** As the info document spells it: the EXIF specification's names, and `ExifTag`, `GPSTag` for the two pointers. */
  readonly name: string;
  readonly shape: ExifShape;
}

/** `image` is the first directory and the thumbnail's, `photo` the EXIF one. */
export type ExifDirectory = "image" | "photo" | "gps" | "interoperability";

/**
 * The tags that are shown, by directory and number; makers' private data, tables and data offsets are left out.
 * Sources: EXIF 2.32 (CIPA DC-008), TIFF 6.0; specification of image processing §17 for the spelling.
 */
export function exifTag(directory: ExifDirectory, number: number): ExifTag | undefined {
  const row = tags[directory][number];
  if (row === undefined) return undefined;
  return typeof row === "string" ? { name: row, shape: "plain" } : { name: row[0], shape: row[1] };
}

type Row = string | readonly [name: string, shape: ExifShape];

const tags: Readonly<Record<ExifDirectory, Readonly<Record<number, Row>>>> = {
  image: {
    258: "BitsPerSample",
    259: "Compression",
    262: "PhotometricInterpretation",
    269: "DocumentName",
    270: "ImageDescription",
    271: "Make",
    272: "Model",
    274: "Orientation",
    277: "SamplesPerPixel",
    282: "XResolution",
    283: "YResolution",
    284: "PlanarConfiguration",
    296: "ResolutionUnit",
    305: "Software",
    306: "DateTime",
    315: "Artist",
    316: "HostComputer",
    318: "WhitePoint",
    319: "PrimaryChromaticities",
    513: "JPEGInterchangeFormat",
    514: "JPEGInterchangeFormatLength",
    529: "YCbCrCoefficients",
    530: "YCbCrSubSampling",
    531: "YCbCrPositioning",
    532: "ReferenceBlackWhite",
    18246: "Rating",
    18249: "RatingPercent",
    33432: "Copyright",
    34665: "ExifTag",
    34853: "GPSTag",
    40091: ["XPTitle", "utf16"],
    40092: ["XPComment", "utf16"],
    40093: ["XPAuthor", "utf16"],
    40094: ["XPKeywords", "utf16"],
    40095: ["XPSubject", "utf16"],
  },
  photo: {
    33434: "ExposureTime",
    33437: "FNumber",
    34850: "ExposureProgram",
    34852: "SpectralSensitivity",
    34855: "ISOSpeedRatings",
    34864: "SensitivityType",
    34865: "StandardOutputSensitivity",
    34866: "RecommendedExposureIndex",
    34867: "ISOSpeed",
    36864: ["ExifVersion", "text"],
    36867: "DateTimeOriginal",
    36868: "DateTimeDigitized",
    36880: "OffsetTime",
    36881: "OffsetTimeOriginal",
    36882: "OffsetTimeDigitized",
    37121: "ComponentsConfiguration",
    37122: "CompressedBitsPerPixel",
    37377: "ShutterSpeedValue",
    37378: "ApertureValue",
    37379: "BrightnessValue",
    37380: "ExposureBiasValue",
    37381: "MaxApertureValue",
    37382: "SubjectDistance",
    37383: "MeteringMode",
    37384: "LightSource",
    37385: "Flash",
    37386: "FocalLength",
    37396: "SubjectArea",
    37510: ["UserComment", "comment"],
    37520: "SubSecTime",
    37521: "SubSecTimeOriginal",
    37522: "SubSecTimeDigitized",
    40960: ["FlashpixVersion", "text"],
    40961: "ColorSpace",
    40962: "PixelXDimension",
    40963: "PixelYDimension",
    40964: "RelatedSoundFile",
    40965: "InteroperabilityTag",
    41483: "FlashEnergy",
    41486: "FocalPlaneXResolution",
    41487: "FocalPlaneYResolution",
    41488: "FocalPlaneResolutionUnit",
    41492: "SubjectLocation",
    41493: "ExposureIndex",
    41495: "SensingMethod",
    41728: "FileSource",
    41729: "SceneType",
    41985: "CustomRendered",
    41986: "ExposureMode",
    41987: "WhiteBalance",
    41988: "DigitalZoomRatio",
    41989: "FocalLengthIn35mmFilm",
    41990: "SceneCaptureType",
    41991: "GainControl",
    41992: "Contrast",
    41993: "Saturation",
    41994: "Sharpness",
    41996: "SubjectDistanceRange",
    42016: "ImageUniqueID",
    42032: "CameraOwnerName",
    42033: "BodySerialNumber",
    42034: "LensSpecification",
    42035: "LensMake",
    42036: "LensModel",
    42037: "LensSerialNumber",
  },
  gps: {
    0: "GPSVersionID",
    1: ["GPSLatitudeRef", "compass"],
    2: "GPSLatitude",
    3: ["GPSLongitudeRef", "compass"],
    4: "GPSLongitude",
    5: "GPSAltitudeRef",
    6: "GPSAltitude",
    7: "GPSTimeStamp",
    8: "GPSSatellites",
    9: "GPSStatus",
    10: "GPSMeasureMode",
    11: "GPSDOP",
    12: "GPSSpeedRef",
    13: "GPSSpeed",
    14: "GPSTrackRef",
    15: "GPSTrack",
    16: "GPSImgDirectionRef",
    17: "GPSImgDirection",
    18: "GPSMapDatum",
    19: ["GPSDestLatitudeRef", "compass"],
    20: "GPSDestLatitude",
    21: ["GPSDestLongitudeRef", "compass"],
    22: "GPSDestLongitude",
    23: "GPSDestBearingRef",
    24: "GPSDestBearing",
    25: "GPSDestDistanceRef",
    26: "GPSDestDistance",
    27: ["GPSProcessingMethod", "comment"],
    28: ["GPSAreaInformation", "comment"],
    29: "GPSDateStamp",
    30: "GPSDifferential",
    31: "GPSHPositioningError",
  },
  interoperability: {
    1: "InteroperabilityIndex",
    2: ["InteroperabilityVersion", "text"],
  },
};
