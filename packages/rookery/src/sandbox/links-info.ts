import type { AccountLinks, LinkSpec, OpenLink, PageInfo, PageLink, WorldFile } from '@rookery/sandbox'

/** How bots reach the accounts by the links of their world, and how many do. */
export function linksInfo(accounts: readonly AccountLinks[], { links }: WorldFile): PageInfo {
  return {
    accounts: accounts.map(({ self_id, open, connected }) => ({
      self_id,
      connected,
      urls: open.map((link, index) => shownLink(link, links.get(self_id)?.[index])),
    })),
  }
}

function shownLink({ url }: OpenLink, spec: LinkSpec | undefined): PageLink {
  const type = spec?.type ?? 'ws'
  return spec?.token === undefined ? { type, url } : { type, url, token: spec.token }
}
