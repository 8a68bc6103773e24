import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asText, publicNames } from './exports/public-names.js'
import { packagesDir } from './layers/read-workspace.js'

const listsDir = fileURLToPath(new URL('exports/', import.meta.url))
const listOf = (folder: string) => `${listsDir}${folder}.txt`
const indexOf = (folder: string) => `${packagesDir}${folder}/src/index.ts`
const namesOf = (folder: string) => publicNames(readFileSync(indexOf(folder), 'utf8'))

describe.each(readdirSync(packagesDir))('the public names of %s', (folder) => {
  it('are those of its list: refresh it with UPDATE_EXPORTS=1 npm test', () => {
    const names = asText(namesOf(folder))
    if (process.env.UPDATE_EXPORTS === '1') writeFileSync(listOf(folder), names)
    expect(names).toBe(readFileSync(listOf(folder), 'utf8'))
  })

  it('are those that an importer gets', async () => {
    const values = namesOf(folder).filter(({ isType }) => !isType)
    const imported: unknown = await import(pathToFileURL(indexOf(folder)).href)
    expect(Object.keys(Object(imported)).sort()).toEqual(values.map(({ name }) => name))
  })
})

describe('the lists', () => {
  it('belong to a package each', () => {
    const lists = readdirSync(listsDir).filter((file) => file.endsWith('.txt'))
    expect(lists.filter((file) => !existsSync(indexOf(file.replace('.txt', ''))))).toEqual([])
  })
})

describe('publicNames', () => {
  it.each([
    [`export { b, type A, c as d } from './x.js'`, 'type A\nb\nd\n'],
    [`export type { A, B as C } from './x.js'`, 'type A\ntype C\n'],
    [`export {\n  a,\n  type B,\n} from './x.js'`, 'type B\na\n'],
    [`export const a = 1\nexport function b() {}\nexport class C {}`, 'C\na\nb\n'],
    [`export interface A {}\nexport type B = string`, 'type A\ntype B\n'],
    ['export {}', ''],
  ])('of %j', (source, names) => {
    expect(asText(publicNames(source))).toBe(names)
  })

  it('refuses a star, behind which an API could change unseen', () => {
    expect(() => publicNames(`export * from './x.js'`)).toThrow('name what is public')
  })
})
