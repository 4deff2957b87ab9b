/**
 * Every format that the name of an asset may end in. Which of them can be read or made is not decided here.
 * `json` and `css` are what `list` and `sprite` deliver.
 */
export const knownExtensions: ReadonlySet<string> = new Set(
  (
    'jpg jpeg jpe jfif png apng gif webp avif jxl jp2 jpc j2k wdp jxr hdp bmp tiff tif ico svg pdf eps eps3 ept ps ai ' +
    'psd heic heif tga flif djvu indd cr2 cr3 arw dng nef raf webm mp4 m4v mov qt avi mkv mpg mpeg mpe m2v mts m2ts ts ' +
    'mxf ogv wmv flv 3gp 3g2 m3u8 mpd mp3 wav aac flac m4a ogg oga opus amr aif aiff wma mid glb gltf usdz obj fbx ' +
    'json css'
  ).split(' '),
);
