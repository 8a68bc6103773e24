/** A URL as logs may show it: without password and query, where tokens stand. */
export function shownUrl(url: string): string {
  return url.replace(/^([^/]*\/\/)[^/?#]*@/, '$1').replace(/\?.*$/s, '?…')
}
