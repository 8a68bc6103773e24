import { describe, expect, it } from 'vitest'
import { measure } from '../scripts/house/measures.mjs'
import { readPackages, readSource, type Source } from '../scripts/house/sources.mjs'
import { type Counted, ceilings, goalsOf, tables } from './house/ceilings.js'

describe.each(Object.entries(readPackages()))('the package %s', (name, files) => {
  const measures = measure(files)
  const goals = goalsOf(name, measures)
  const own = ceilings[name] ?? {}

  it.each(Object.keys(goals) as Counted[])('has no more %s than it may', (what) => {
    const places = measures[what].filter((place) => what !== 'longFiles' || !tables.test(place))
    const most = own[what] ?? goals[what]
    expect(places.length > most ? places : []).toEqual([])
  })

  it('has no ceiling above what it has', () => {
    const loose = (Object.keys(own) as Counted[]).filter((what) => (own[what] ?? 0) > measures[what].length)
    expect(loose.map((what) => `${what}: ${measures[what].length}`)).toEqual([])
  })
})

describe('a measure', () => {
  const measured = (sources: Readonly<Record<string, string>>) =>
    measure(
      Object.fromEntries(
        Object.entries(sources).map(([path, text]): [string, Source] => [path, readSource(path, text)]),
      ),
    )

  it('finds a circle of folders where no files form one, types and inner folders included', () => {
    const sources = {
      'a/one.ts': "import type { Two } from '../b/two.js'\nexport type One = Two",
      'a/three.ts': 'export const three = 3',
      'b/two.ts': "export { three as Two } from '../a/three.js'",
      'c/d/x.ts': "import '../e/y.js'",
      'c/e/y.ts': "export type Z = import('../d/z.js').Z",
      'c/d/z.ts': 'export type Z = 1',
      'lone.ts': "import './a/one.js'",
    }
    const { folderCircles, fileCircles } = measured(sources)
    expect(folderCircles).toEqual(['circle 1: a', 'circle 1: b', 'circle 2: c/d', 'circle 2: c/e'])
    expect(fileCircles).toEqual([])
  })

  it('finds a circle between a folder and a loose file, and one of files alone', () => {
    const sources = {
      'top.ts': "import './a/one.js'",
      'a/one.ts': "import '../top.js'",
      'b/x.ts': "import './y.js'",
      'b/y.ts': "import './x.js'",
    }
    const { folderCircles, fileCircles } = measured(sources)
    expect(folderCircles).toEqual(['circle 1: a', 'circle 1: top.ts'])
    expect(fileCircles).toEqual([
      'circle 1: a/one.ts',
      'circle 1: top.ts',
      'circle 2: b/x.ts',
      'circle 2: b/y.ts',
    ])
  })

  it('counts the lines of functions of any kind', () => {
    const body = (lines: number) => `{\n${'  call()\n'.repeat(lines - 2)}}`
    const { longFunctions, longestFunctions } = measured({
      'a.ts': `function f() ${body(25)}\nfunction g() ${body(26)}\nconst h = () => ${body(61)}\nclass C { m() ${body(30)} }`,
    })
    expect(longFunctions).toEqual(['a.ts:26 g 26', 'a.ts:52 h 61', 'a.ts:113 m 30'])
    expect(longestFunctions).toEqual(['a.ts:52 h 61'])
  })

  it.each([
    ['What it is.', true],
    ['Whose turn it is.', true],
    ['Of these, one.', true],
    ['So that it works.', true],
    ['Whether it is open.', false],
    ['One timer per account.', false],
    ['Sends what it got.', false],
    ['Whatever comes.', false],
  ])('judges the opening %j', (opening, isRelative) => {
    const sources = { 'a.ts': `/** ${opening} */\nexport const a = 1\n\n/**\n * ${opening}\n */\nlet b` }
    expect(measured(sources).relativeOpenings.length).toBe(isRelative ? 2 : 0)
  })

  it('finds public names without a doc comment, through every kind of export', () => {
    const { undocumented } = measured({
      'index.ts':
        "export { a, b as c } from './x.js'\nexport * from './y.js'\nimport { z } from './z.js'\nexport { z }\nexport type { T } from './x.js'",
      'x.ts': '/** A. */\n// a note\nexport const a = 1\nconst b = 2\nexport { b }\nexport interface T {}',
      'y.ts': '/** F. */\nexport function f() {}\nexport class G {}\nfunction inner() {}',
      'z.ts': "export { deep as z } from './deep.js'",
      'deep.ts': '// not a doc comment\nexport const deep = 1',
      'testing/index.ts': 'export const door = 1',
    })
    expect(undocumented).toEqual(['deep.ts deep', 'testing/index.ts door', 'x.ts T', 'x.ts b', 'y.ts G'])
  })

  it('finds any, and long files, but not the word in a comment', () => {
    const { any, longFiles } = measured({
      'a.ts': 'let a: any\n// any\nlet s = "any"\n',
      'b.ts': '\n'.repeat(301),
    })
    expect(any).toEqual(['a.ts:1'])
    expect(longFiles).toEqual(['b.ts 301'])
  })
})
