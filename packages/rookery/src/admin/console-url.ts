/** Address of the console at a hub, with a login link. A wildcard address cannot be opened in a browser. */
export function consoleUrl(hubUrl: string, link: string): string {
  const url = new URL('/console/', hubUrl.replace(/^ws/, 'http'))
  if (/^(0\.0\.0\.0|\[::\])$/.test(url.hostname)) url.hostname = '127.0.0.1'
  // Behind the #: it reaches no server and no log, and nothing that looks at links beforehand uses it up.
  return `${url.origin}${url.pathname}#link=${link}`
}
