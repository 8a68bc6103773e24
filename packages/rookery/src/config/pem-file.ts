import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { child, describe, keys, required, type Shape, where } from '@rookery/yaml-file'
import { name } from './scalars.js'

/** The path of a PEM file, from the config's directory, read as its text. */
function pemFile(check: (pem: string) => unknown, holds: string): Shape<string> {
  const allowed = `the path of a readable PEM file with ${holds}, from the config file's directory`
  return (node, reading) => {
    const path = name(node, reading)
    if (path === undefined) return undefined
    try {
      const pem = readFileSync(resolve(reading.directory, path), 'utf8')
      check(pem)
      return pem
    } catch (error) {
      reading.complain({ at: node.at, found: `${describe(node)}, ${reasonOf(error)}`, allowed })
      return undefined
    }
  }
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

/** A certificate and its key. */
export const tls = where(
  keys({ cert: required(certificate), key: required(privateKey) }),
  ({ cert, key }, node, { complain }) => {
    if (belongs(cert, createPrivateKey(key))) return true
    const at = child(node, 'key')?.at ?? node.at
    complain({ at, found: 'the key of another certificate', allowed: 'the key that belongs to cert' })
    return false
  },
)

function belongs(certificatePem: string, key: KeyObject): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(key)
}
