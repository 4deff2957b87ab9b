/**
 * Properties draw other cases in every run, and a failure prints the seed that brings it back. In CI they draw the same
 * ones each time: what turns it red is then the change, and never luck.
 */
if (process.env['CI'] !== undefined) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: 20 });
}

export {};
