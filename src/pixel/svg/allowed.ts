/** The elements and attributes of SVG that draw. What is not listed is dropped: nothing here can run or reach out. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

export const allowedElements = words(`
  svg g defs symbol use title desc switch a
  path rect circle ellipse line polyline polygon
  text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
  feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  animate animateMotion animateTransform set mpath style view
`);

/** Presentation attributes, which are also the properties that `style` may set. */
export const allowedProperties = words(`
  alignment-baseline baseline-shift clip-path clip-rule clip color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
  flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
  font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation
  kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type
  mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
  text-align text-anchor text-decoration text-indent text-overflow text-rendering transform transform-box
  transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
  cx cy r rx ry x y d width height
`);

const structuralAttributes = words(`
  id class lang role version viewBox preserveAspectRatio zoomAndPan baseProfile x1 x2 y1 y2 fx fy fr points pathLength
  dx dy rotate textLength lengthAdjust startOffset method spacing side
  gradientUnits gradientTransform spreadMethod offset
  patternUnits patternContentUnits patternTransform
  clipPathUnits maskUnits maskContentUnits
  markerUnits markerWidth markerHeight refX refY orient
  filterUnits primitiveUnits filterRes in in2 result mode type values operator k1 k2 k3 k4 stdDeviation edgeMode
  order kernelMatrix divisor bias targetX targetY preserveAlpha kernelUnitLength surfaceScale diffuseConstant
  specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z radius scale
  xChannelSelector yChannelSelector tableValues slope intercept amplitude exponent baseFrequency numOctaves seed
  stitchTiles
  attributeName attributeType begin dur end min max restart repeatCount repeatDur calcMode keyTimes keySplines
  keyPoints from to by additive accumulate path origin
  requiredFeatures requiredExtensions systemLanguage
`);

export const isAllowedAttribute = (name: string): boolean =>
  structuralAttributes.has(name) || allowedProperties.has(name) || /^aria-[a-z]+$/u.test(name);

/** What an animation may change: all that draws, never a link, a style or a handler. */
export const isAnimatable = (name: string): boolean =>
  (structuralAttributes.has(name) || allowedProperties.has(name)) && name !== 'attributeName';
