/** The addresses that are no pictures. */
export const ownPaths = {
  home: '/',
  health: '/healthz',
  readiness: '/readyz',
  explain: '/_/explain',
  reference: '/_/reference',
} as const;

const exact: ReadonlySet<string> = new Set([ownPaths.home, ownPaths.health, ownPaths.readiness]);

/** Without a query. What is not an address yet may become one, where all the others are. */
export const isOwnPath = (path: string): boolean => exact.has(path) || path.startsWith('/_/');
