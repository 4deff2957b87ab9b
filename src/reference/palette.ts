/** The colours of our pages, by day and by the light of a darkroom at night. */
export const palette = `
:root { color-scheme: light dark; --paper: #faf8f5; --ink: #231f1c; --faint: #766e66; --line: #e4ddd4; --card: #fff;
  --red: #b3261e; --cloud: #766e66; --c0: #a23b00; --c1: #00677d; --c2: #6b3fa0; --c3: #3b6d00; --name: #231f1c; }
@media (prefers-color-scheme: dark) { :root { --paper: #151110; --ink: #f1e9e2; --faint: #a3978c; --line: #332a27;
  --card: #1f1918; --red: #ff6b5e; --cloud: #a3978c; --c0: #ffb27d; --c1: #7fd6ea; --c2: #d0b3ff; --c3: #b6e07a;
  --name: #f1e9e2; } }
`;
