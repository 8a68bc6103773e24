/** Takes the word of a login link, `#link=…`, out of the address, so that it stays in no history. */
export function takeLink(): string | undefined {
  const link = /^#link=(.+)$/.exec(location.hash)?.[1]
  if (link !== undefined) history.replaceState(null, '', location.pathname + location.search)
  return link === undefined ? undefined : decodeURIComponent(link)
}
