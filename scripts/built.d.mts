export const root: string
/** The exit code of the build; 0 when `dist/` is as new as its sources. */
export const ensureBuilt: () => number
