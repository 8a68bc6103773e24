import type { AccountLinks, LinkSpec, OpenLink, PageInfo, PageLink, WorldFile } from '@rookery/sandbox'

/** Connection info: the links of each account, and the number of connected bots. */
export function linksInfo(accounts: readonly AccountLinks[], { links }: Pick<WorldFile, 'links'>): PageInfo {
  return {
    accounts: accounts.map(({ self_id, open, connected }) => ({
      self_id,
      connected,
      urls: open.map((link, index) => shownLink(link, links.get(self_id)?.[index])),
    })),
  }
}

function shownLink({ url }: OpenLink, spec: LinkSpec | undefined): PageLink {
  const taken_port = takenPortOf(url, spec)
  return {
    type: spec?.type ?? 'ws',
    url,
    ...(spec?.token !== undefined && { token: spec.token }),
    ...(taken_port !== undefined && { taken_port }),
  }
}

/** The configured port of a link that uses another one because it was taken. */
export function takenPortOf(url: string, spec: LinkSpec | undefined): number | undefined {
  const wanted = spec && 'port' in spec ? spec.port : 0
  return wanted === 0 || Number(new URL(url).port) === wanted ? undefined : wanted
}
