import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSource } from './sources.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const FOLDERS = ['packages', 'test', 'interop', 'chaos']
const IS_TEST = /^(test|interop)\/|\.(test|conformance|fixture)\.ts$/

/** Reads the tests of the whole tree and what belongs to them alone, by path. */
export const readTestFiles = () =>
  Object.fromEntries(
    FOLDERS.flatMap(sourcesIn)
      .filter((path) => IS_TEST.test(path))
      .sort()
      .map((path) => [path, readSource(path, readFileSync(join(root, path), 'utf8'))]),
  )

const sourcesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => /\.(ts|mjs)$/.test(path) && !/(^|\/)(node_modules|dist|lib)\//.test(path))
