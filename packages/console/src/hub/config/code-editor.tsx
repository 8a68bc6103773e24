import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'preact/hooks'
import type { ConfigProblem } from '../wire/wire.js'

export interface CodeEditorProps {
  /** Text to edit; each new object replaces what was written. */
  readonly put: { readonly text: string }
  readonly label: string
  readonly isReadOnly: boolean
  readonly problems: readonly ConfigProblem[]
  readonly onText: (text: string) => void
  /** Line to go to; each new object goes there again. */
  readonly goTo: { readonly line: number } | undefined
}

/**
 * An editor for YAML. It stands in a shadow root, where its styles come as style sheets of the document's code, which
 * the page's content security policy allows; inline ones it does not.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { put, label, isReadOnly, problems, onText, goTo } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const told = useRef(onText)
  told.current = onText
  useEffect(() => {
    if (!host.current) return undefined
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const extensions = extensionsOf(label, isReadOnly, (next) => told.current(next))
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: put.text, extensions }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [label, isReadOnly])
  useEffect(() => replaceText(view.current, put.text), [put])
  useEffect(() => showProblems(view.current, problems), [problems])
  useEffect(() => goToLine(view.current, goTo?.line), [goTo])
  return <div class="code-editor" data-editor ref={host} />
}

function extensionsOf(label: string, isReadOnly: boolean, onText: (text: string) => void): Extension {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    lintGutter(),
    yaml(),
    indentUnit.of('  '),
    syntaxHighlighting(colours),
    look,
    // Escape and then Tab leaves the editor by keyboard.
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap, indentWithTab]),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onText(update.state.doc.toString())
    }),
  ]
}

/** Puts another text in, unless it is what the editor has. */
function replaceText(view: EditorView | undefined, text: string): void {
  if (!view || view.state.doc.toString() === text) return
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
}

function showProblems(view: EditorView | undefined, problems: readonly ConfigProblem[]): void {
  if (!view) return
  const { doc } = view.state
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.map((problem) => diagnosticOf(doc, problem)),
    ),
  )
}

/** A problem from its place to the end of its line. */
function diagnosticOf(doc: Text, { line, column, message }: ConfigProblem): Diagnostic {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines))
  return { from: Math.min(to, from + Math.max(0, column - 1)), to, severity: 'error', message }
}

function goToLine(view: EditorView | undefined, line: number | undefined): void {
  if (!view || line === undefined) return
  const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--dim)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-strong)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--amber)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--dim)' },
])

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-2)', color: 'var(--dim)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
  },
  '.cm-panels input, .cm-panels button': {
    color: 'var(--text)',
    backgroundColor: 'var(--hover)',
    backgroundImage: 'none',
  },
})
