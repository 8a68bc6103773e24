import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Whether child processes lead groups of their own, which are signalled as a whole. */
export const HAS_GROUPS = process.platform !== 'win32'

/**
 * Sends a signal to a process and all its descendants that are still in its group; 0 only looks. False when none is
 * left. Windows knows neither groups nor a signal that asks: there, every signal ends the tree at once.
 */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (!HAS_GROUPS && signal !== 0)
    return spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).status === 0
  try {
    process.kill(HAS_GROUPS ? -pid : pid, signal)
    return true
  } catch (error) {
    // EPERM: some are left, which belong to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Whether a group has members that still run. In a container the hub is often process 1, which orphans fall to when they
 * end: they are never reaped there, and count as members until then.
 */
export function groupRuns(pid: number): boolean {
  if (!signalGroup(pid, 0)) return false
  if (process.platform !== 'linux') return true
  return readdirSync('/proc').some((each) => /^\d+$/.test(each) && isRunningMember(each, pid))
}

/** Reads state and group of a process: `pid (name) state ppid pgrp …`, where the name may hold anything. */
function isRunningMember(entry: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
    const [state = '', , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(pgrp) === group && !'ZX'.includes(state)
  } catch {
    // It has ended meanwhile.
    return false
  }
}
