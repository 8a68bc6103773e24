import type { Spot, YamlNode } from './yaml-node.js'

/** Something wrong, and where. Neither `found` nor `allowed` ever holds a secret. */
export interface Complaint {
  readonly at: Spot
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** Reports one problem; reading goes on, so that all are told at once. */
export type Complain = (complaint: Complaint) => void

/** Context in which a shape reads a node. */
export interface Reading {
  /** File paths in the file are relative to this directory. */
  readonly directory: string
  readonly complain: Complain
}

/** Reads one node. Answers `undefined` only after it has complained, and never stops at the first. */
export type Shape<T> = (node: YamlNode, reading: Reading) => T | undefined

/** A further condition on what another shape has read. */
export function where<T>(
  shape: Shape<T>,
  check: (value: T, node: YamlNode, reading: Reading) => boolean,
): Shape<T> {
  return (node, reading) => {
    const value = shape(node, reading)
    return value !== undefined && check(value, node, reading) ? value : undefined
  }
}
