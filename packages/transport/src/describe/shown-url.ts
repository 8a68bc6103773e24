/** A URL for logs: without password and query, which may hold tokens. */
export function shownUrl(url: string): string {
  return withoutTokens(url.replace(/^([^/]*\/\/)[^/?#]*@/, '$1').replace(/\?.*$/s, '?…'))
}

/** `access_token=…`, also where it got into a path or a text: `/event&access_token=…`, `/event%3Faccess_token%3D…`. */
const TOKEN = /access_token["']?\s*(?:=|:|\/|%3d)\s*["']?[^\s"'&;<>#?)\]}]*/gi

/** A text from outside for logs and replies: paths of requests, and answers of servers, which may quote URLs. */
export const withoutTokens = (text: string): string => text.replace(TOKEN, 'access_token=…')
