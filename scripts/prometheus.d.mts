/** Prometheus and promtool of this machine, if they are found. */
export function findPrometheus(): { readonly server: string; readonly promtool: string } | undefined
