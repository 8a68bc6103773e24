import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { child, object, refine, type Schema } from '@rookery/schema'
import { name } from './scalars.js'

/** Path of a PEM file, relative to the config's directory, parsed to its text. */
function pemFile(check: (pem: string) => unknown, holds: string): Schema<string> {
  const allowed = `the path of a readable PEM file with ${holds}, from the config file's directory`
  const parse: Schema<string>['parse'] = (node, context) => {
    const path = name.parse(node, context)
    if (path === undefined) return undefined
    try {
      const pem = readFileSync(resolve(context.directory ?? '', path), 'utf8')
      check(pem)
      return pem
    } catch (error) {
      const found = `${context.describe(node, 'value')}, ${reasonOf(error)}`
      context.addIssue({ ...node.at, found, allowed })
      return undefined
    }
  }
  return { kind: 'scalar', parse }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'but no such file is there',
  EACCES: 'which may not be read',
  EISDIR: 'which is a directory',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    reasons[code] ??
    (code.startsWith('E') && !code.startsWith('ERR_')
      ? `which fails with ${code}`
      : 'which holds no such thing')
  )
}

export const certificate = pemFile((pem) => new X509Certificate(pem), 'a certificate')

const privateKey = pemFile((pem) => createPrivateKey(pem), 'a private key without passphrase')

/** A certificate and its key, which must match. */
export const tls = refine(
  object({ cert: certificate, key: privateKey }),
  ({ cert, key }, node, { addIssue }) => {
    if (belongs(cert, createPrivateKey(key))) return true
    const at = child(node, 'key')?.at ?? node.at
    addIssue({ ...at, found: 'the key of another certificate', allowed: 'the key that belongs to cert' })
    return false
  },
)

function belongs(certificatePem: string, key: KeyObject): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(key)
}
