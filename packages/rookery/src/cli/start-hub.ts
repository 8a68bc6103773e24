import type { Hub, HubOptions, Log } from '@rookery/hub'

/** The part of the hub's `startHub` that the command line needs. */
export type StartHub = (
  options: HubOptions,
  tools: { readonly log: Log },
) => Promise<Pick<Hub, 'url' | 'close' | 'join' | 'accounts' | 'clients'>>
