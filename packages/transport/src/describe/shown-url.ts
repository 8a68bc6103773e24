/** A URL as logs may show it: without password and query, where tokens stand. */
export function shownUrl(url: string): string {
  return withoutTokens(url.replace(/^([^/]*\/\/)[^/?#]*@/, '$1').replace(/\?.*$/s, '?…'))
}

/** `access_token=…`, also where it got into a path or a text: `/event&access_token=…`, `/event%3Faccess_token%3D…`. */
const TOKEN = /access_token["']?\s*(?:=|:|\/|%3d)\s*["']?[^\s"'&;<>#?)\]}]*/gi

/** A text from outside as logs and replies may show it: paths of requests, and what servers answer, who repeat URLs. */
export const withoutTokens = (text: string): string => text.replace(TOKEN, 'access_token=…')
