import type { CheckReport, Gap, StoreSummary } from '@rookery/hub-disk'

/** The findings of a check, for a person. */
export function checkText({ packs, events, bytes, calls, gaps, faults }: CheckReport): string {
  const lines = [
    `${events} events in ${packs} packs, ${sizeText(bytes)}`,
    calls > 0 ? `${calls} calls with a key` : '',
    ...faults.map((fault) => `damaged: ${shown(fault)}`),
    ...gaps.map(gapText),
    faults.length + gaps.length === 0 ? 'every pack is whole, and no number is missing' : '',
  ]
  return textOf(lines)
}

function gapText({ account, epoch, first, last, reason }: Gap): string {
  if (reason === 'killed')
    return `account ${shown(account)}, epoch ${epoch}: the hub was killed; what it delivered behind event ${last - 1} was not saved`
  const why = reason === 'dropped' ? 'dropped while the disk could not be written' : 'the reason is not known'
  return `missing: account ${shown(account)}, epoch ${epoch}, events ${first} to ${last}: ${why}`
}

/** The contents of a store, for a person. */
export function summaryText({ bytes, accounts, clients, cursors, calls }: StoreSummary): string {
  const placesOf = (client: string): string =>
    cursors
      .filter((each) => each.client === client)
      .map(({ place }) => shown(place))
      .join(', ')
  const named = new Set(clients.map(({ name }) => name))
  const others = new Set(cursors.map(({ client }) => client).filter((client) => !named.has(client)))
  return textOf([
    `${sizeText(bytes)} on disk`,
    ...accounts.map(
      ({ account, events, bytes: size, firstAt, lastAt, epoch, number }) =>
        `account ${shown(account)}: ${events} events, ${sizeText(size)}${
          events > 0 ? `, ${timeText(firstAt)} to ${timeText(lastAt)}` : ''
        }, newest ${epoch}.${number}`,
    ),
    ...clients.map(({ name, firstSeen }) => `client ${shown(name)}: known since ${timeText(firstSeen)}`),
    ...[...named, ...others].flatMap((client) =>
      placesOf(client) === '' ? [] : `cursors of ${shown(client)}: ${placesOf(client)}`,
    ),
    ...calls.map(
      ({ client, keys, unanswered, bytes: size }) =>
        `calls with a key of ${client === undefined ? 'clients without a name' : shown(client)}: ${keys}, ${unanswered} without a reply, ${sizeText(size)}`,
    ),
  ])
}

const textOf = (lines: readonly string[]): string =>
  lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')

/** Escapes a text, which must not move the cursor. */
const shown = (text: string): string => text.replace(/\p{Cc}/gu, '?')

const sizeText = (bytes: number): string =>
  bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`

/** A time is what the file says: it may be out of the range of dates. */
const timeText = (ms: number): string => (Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : String(ms))
