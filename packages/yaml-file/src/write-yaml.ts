import { Document, isMap, isSeq, visit } from 'yaml'
import { escapeReferences } from './env-reference.js'

/**
 * Writes an object as YAML that reads back unchanged; texts that look like variables are escaped. Lists of the top
 * level are written line by line, one item per line.
 *
 * @example writeYaml({ users: [{ user_id: 20001 }] }) // users:\n  - { user_id: 20001 }\n
 */
export function writeYaml(content: object): string {
  const document = new Document(content)
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string') node.value = escapeReferences(node.value)
    },
    Collection(_, node, ancestors) {
      const depth = ancestors.filter((each) => isMap(each) || isSeq(each)).length
      if (depth >= 2) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
