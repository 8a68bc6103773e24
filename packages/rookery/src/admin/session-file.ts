import type { KeptSession, SessionStore } from '@rookery/admin'
import { readSecretFile, writeSecretFile } from './secret-file.js'

/** Keeps logins in a file. It holds digests alone: whoever reads it cannot log in. */
export function sessionFile(path: string): SessionStore {
  return {
    load: () => sessionsIn(readSecretFile(path)),
    save(sessions) {
      try {
        writeSecretFile(path, JSON.stringify(sessions))
      } catch {
        // A disk that is full costs a login at the next restart, and nothing now.
      }
    },
  }
}

function sessionsIn(text: string | undefined): readonly KeptSession[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? list.filter(isSession) : []
  } catch {
    return []
  }
}

function isSession(value: unknown): value is KeptSession {
  const { digest, realm, token, openedAt, usedAt } = Object(value) as Readonly<Record<string, unknown>>
  const isText = typeof digest === 'string' && typeof token === 'string'
  return isText && (realm === 'admin' || realm === 'viewer') && isTime(openedAt) && isTime(usedAt)
}

const isTime = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
