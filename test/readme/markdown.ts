export interface CodeBlock {
  readonly language: string
  readonly code: string
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm

/** The fenced code blocks of a page, in order. */
export const codeBlocks = (page: string): CodeBlock[] =>
  [...page.matchAll(FENCE)].map(([, language = '', code = '']) => ({ language, code }))

/** The code blocks that are a whole `rookery.yml`: their first line says so. */
export const rookeryYmls = (page: string): CodeBlock[] =>
  codeBlocks(page).filter(({ code }) => code.startsWith('# rookery.yml\n'))

const prose = (page: string) => page.replace(FENCE, '')

/** How deep each heading is, in order. */
export const headingLevels = (page: string): number[] =>
  [...prose(page).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length)

/** The files and folders that a page links to or shows. */
export const relativeLinks = (page: string): string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link))

/** The same code without its comments, which each page has in its own language. */
export const withoutComments = ({ language, code }: CodeBlock): CodeBlock => ({
  language,
  code: code.replace(/(^|\s+)(?:#|\/\/) .*$/gm, ''),
})

/** The names after `npm`, `npm run` or `npx` in code blocks and in `code`. */
export const commands = (page: string, program: 'npm' | 'npx rookery'): string[] =>
  [...page.matchAll(new RegExp(`(?:^|\`)${program} (?:run )?([\\w:-]+)`, 'gm'))].map(([, name = '']) => name)
