import { describe, expect, it } from 'vitest'
import { importStatements } from './layers/import-statements.js'
import { readWorkspace } from './layers/read-workspace.js'
import {
  arrowProblems,
  arrows,
  cycleProblems,
  laneProblems,
  manifestProblems,
  nodeProblems,
  type PackageSources,
  relativeProblems,
  typeOnlyProblems,
  type Workspace,
} from './layers/rules.js'

describe('the packages as they are', () => {
  const workspace = readWorkspace()

  it.each([
    ['import one another only along the arrows', arrowProblems],
    ['declare what they import', manifestProblems],
    ['stay inside themselves with relative imports', relativeProblems],
    ['have no import cycle', cycleProblems],
    ['keep the two lanes of the hub apart', laneProblems],
    ['keep Node out of what runs in a browser', nodeProblems],
    ['give the console nothing but types', typeOnlyProblems],
  ])('%s', (_, rule) => {
    expect(rule(workspace)).toEqual([])
  })

  it('are read at all', () => {
    expect(Object.keys(workspace)).toEqual(
      expect.arrayContaining(['protocol', 'transport', 'hub', 'rookery']),
    )
    expect(importCount(workspace)).toBeGreaterThan(0)
  })
})

const importCount = (workspace: Workspace) =>
  Object.values(workspace)
    .flatMap(({ files }) => Object.values(files))
    .flatMap(importStatements).length

describe('an import statement', () => {
  const specifiers = (source: string) => importStatements(source).map(({ specifier }) => specifier)

  it.each([
    [`import a from 'x'`],
    [`import type { A } from 'x'`],
    [`import {\n  a,\n  type B,\n} from 'x'`],
    [`import * as a from 'x'`],
    [`import 'x'`],
    [`export { a } from 'x'`],
    [`export * from 'x'`],
    [`const a = await import('x')`],
    [`type A = import('x').A`],
  ])('is seen in %j', (source) => {
    expect(specifiers(source)).toEqual(['x'])
  })

  it.each([
    [`// import a from 'x'`],
    [`/**\n * import a from 'x'\n */`],
    [`export const from = 'x'`],
    [`export function a() {}\nconst from = 'x'`],
  ])('is not seen in %j', (source) => {
    expect(specifiers(source)).toEqual([])
  })

  it('is found after comments, by its line', () => {
    expect(importStatements(`/* a\n b */\n// c\nimport a from 'x'`)).toEqual([{ specifier: 'x', line: 4 }])
  })
})

/** A small workspace: each package has the files given, and declares what the arrows allow. */
function virtual(
  packages: Record<string, Record<string, string>>,
  changes: Partial<PackageSources> = {},
): Workspace {
  const nameOf = (folder: string) => (folder === 'rookery' ? folder : `@rookery/${folder}`)
  return Object.fromEntries(
    Object.entries(packages).map(([folder, files]) => {
      const allowed = (arrows[folder] ?? []).filter((name) => name in packages)
      return [
        folder,
        { name: nameOf(folder), dependencies: allowed.map(nameOf), references: allowed, files, ...changes },
      ]
    }),
  )
}

describe('the arrows', () => {
  it.each([
    ['protocol', 'transport'],
    ['transport', 'hub'],
    ['hub', 'bot'],
    ['bot', 'sandbox'],
    ['sandbox', 'hub'],
    ['console', 'transport'],
    ['hub', 'rookery'],
  ])('forbid %s to import %s', (from, to) => {
    const specifier = to === 'rookery' ? to : `@rookery/${to}`
    const workspace = virtual({ [from]: { 'a.ts': `import { b } from '${specifier}'` }, [to]: {} })
    expect(arrowProblems(workspace)).toEqual([`packages/${from}/src/a.ts:1 ${from} may not import ${to}`])
  })

  it('let the command line import everything', () => {
    const source = `import { a } from '@rookery/hub'\nimport { b } from '@rookery/protocol'`
    expect(arrowProblems(virtual({ rookery: { 'a.ts': source }, hub: {}, protocol: {} }))).toEqual([])
  })

  it('do not lead through a back door', () => {
    const workspace = virtual({
      hub: { 'a.ts': `import { b } from '@rookery/protocol/frames.js'` },
      protocol: {},
    })
    expect(arrowProblems(workspace)).toEqual([
      'packages/hub/src/a.ts:1 reaches into protocol: import @rookery/protocol',
    ])
  })

  it('lead through every door that a package declares', () => {
    const source = `import { b } from '@rookery/sandbox/testing'`
    const workspace = virtual({ rookery: { 'a.ts': source }, sandbox: {} })
    expect(arrowProblems(workspace)).toHaveLength(1)
    const doors = ['@rookery/sandbox', '@rookery/sandbox/testing']
    const sandbox = { ...workspace.sandbox, doors } as PackageSources
    expect(arrowProblems({ ...workspace, sandbox })).toEqual([])
  })

  it('are known for every package', () => {
    expect(arrowProblems(virtual({ misc: {} }))).toEqual([
      'packages/misc has no arrows in test/layers/rules.ts',
    ])
  })
})

describe('what a package declares', () => {
  const files = { 'a.ts': `import WebSocket from 'ws'\nimport { b } from '@rookery/protocol'` }

  it('names every package that it imports', () => {
    expect(manifestProblems(virtual({ transport: files }, { dependencies: ['ws'], references: [] }))).toEqual(
      ['packages/transport/src/a.ts:2 imports @rookery/protocol, which its package.json does not name'],
    )
    const complete = { dependencies: ['ws', '@rookery/protocol'], references: [] }
    expect(manifestProblems(virtual({ transport: files }, complete))).toEqual([])
  })

  it('is the same in package.json and tsconfig.json', () => {
    const bare = { dependencies: [], references: ['protocol'] }
    expect(manifestProblems({ ...virtual({ protocol: {} }), ...virtual({ hub: {} }, bare) })).toEqual([
      'packages/hub: package.json lacks protocol',
    ])
    const unreferenced = { dependencies: ['@rookery/protocol'], references: [] }
    expect(manifestProblems({ ...virtual({ protocol: {} }), ...virtual({ hub: {} }, unreferenced) })).toEqual(
      ['packages/hub: tsconfig.json lacks protocol'],
    )
  })
})

describe('a relative import', () => {
  it('does not leave its package', () => {
    expect(
      relativeProblems(virtual({ hub: { 'a/b.ts': `import { c } from '../../../protocol/src/c.js'` } })),
    ).toEqual(['packages/hub/src/a/b.ts:1 leaves its package: ../../../protocol/src/c.js'])
  })

  it('names a source file', () => {
    const files = { 'a/b.ts': `import { c } from '../c.js'`, 'd.ts': `import { c } from './c.js'` }
    expect(relativeProblems(virtual({ hub: files }))).toHaveLength(2)
    expect(relativeProblems(virtual({ hub: { ...files, 'c.ts': '' } }))).toEqual([])
  })
})

describe('a cycle', () => {
  it('is found however long, and shown whole', () => {
    const files = {
      'a.ts': `import { b } from './b/b.js'`,
      'b/b.ts': `export { c } from '../c.js'`,
      'c.ts': `import type { A } from './a.js'`,
    }
    expect(cycleProblems(virtual({ hub: files }))).toEqual(['packages/hub/src: a.ts → b/b.ts → c.ts → a.ts'])
  })

  it('is not a diamond', () => {
    const files = {
      'a.ts': `import './b.js'\nimport './c.js'`,
      'b.ts': `import './d.js'`,
      'c.ts': `import './d.js'`,
      'd.ts': '',
    }
    expect(cycleProblems(virtual({ hub: files }))).toEqual([])
  })
})

describe('the lanes', () => {
  const lanes = { 'event-lane/admit.ts': '', 'call-lane/route.ts': '' }
  const both = `import './event-lane/admit.js'\nimport './call-lane/route.js'`

  it.each([
    [
      'directly',
      { 'event-lane/admit.ts': `import '../call-lane/route.js'` },
      'event-lane/admit.ts → call-lane/route.ts',
    ],
    [
      'the other way',
      { 'call-lane/route.ts': `import '../event-lane/admit.js'` },
      'call-lane/route.ts → event-lane/admit.ts',
    ],
    [
      'through a third file',
      { 'event-lane/admit.ts': `import '../account.js'`, 'account.ts': `import './call-lane/route.js'` },
      'event-lane/admit.ts → account.ts → call-lane/route.ts',
    ],
  ])('do not reach each other %s', (_, files, way) => {
    expect(laneProblems(virtual({ hub: { ...lanes, ...files } }))).toEqual([
      `the lanes are not apart: ${way}`,
    ])
  })

  it('meet in hub.ts and nowhere else', () => {
    expect(laneProblems(virtual({ hub: { ...lanes, 'hub.ts': both } }))).toEqual([])
    expect(laneProblems(virtual({ hub: { ...lanes, 'server.ts': both } }))).toEqual([
      'server.ts imports both lanes',
    ])
  })
})

describe('what runs in a browser', () => {
  it('imports nothing of Node', () => {
    const files = { 'a.ts': `import { Buffer } from 'node:buffer'` }
    expect(nodeProblems(virtual({ protocol: files }))).toHaveLength(1)
    expect(nodeProblems(virtual({ hub: files }))).toEqual([])
  })
})

describe('the console', () => {
  it('takes nothing but types of other packages', () => {
    const files = {
      'a.ts': `import type { A } from '@rookery/sandbox'\nimport { b } from './b.js'\nimport { c } from 'preact'`,
      'b.ts': `import {\n  type A,\n  b,\n} from '@rookery/sandbox'`,
    }
    expect(typeOnlyProblems(virtual({ console: files }))).toEqual([
      'packages/console/src/b.ts takes more than types of @rookery/sandbox',
    ])
  })
})
