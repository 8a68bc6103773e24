import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10

/** CPU time of a process with its threads, in milliseconds. */
export function cpuMs(pid) {
  const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = rest.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** Resident memory in bytes. */
export function rssBytes(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024
}

/** Open files and sockets. */
export const openFiles = (pid) => readdirSync(`/proc/${pid}/fd`).length

/** Bytes that wait at one end of a connection of this machine, by its own port and that of the other end. */
export function unreadAt(port, otherPort) {
  const [own, other] = [port, otherPort].map((each) => each.toString(16).toUpperCase().padStart(4, '0'))
  const row = new RegExp(`: \\w{8}:${own} \\w{8}:${other} \\w\\w \\w{8}:(\\w{8})`)
  return Number.parseInt(row.exec(readFileSync('/proc/net/tcp', 'utf8'))?.[1] ?? '0', 16)
}
