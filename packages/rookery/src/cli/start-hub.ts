import type { Hub, HubOptions, Log } from '@rookery/hub'

/** The hub's `startHub`, as far as the command line needs it. */
export type StartHub = (
  options: HubOptions,
  tools: { readonly log: Log },
) => Promise<Pick<Hub, 'url' | 'close' | 'join' | 'accounts' | 'clients'>>
