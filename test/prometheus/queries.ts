import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const pathOf = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url))

/** Path of the alert rules. */
export const RULES = pathOf('prometheus/rules.yml')

/** A query, and what it stands in. */
export interface Query {
  readonly of: string
  readonly expression: string
}

/** Queries of the dashboard, with its variables filled in. */
export function dashboardQueries(): Query[] {
  const { panels } = JSON.parse(readFileSync(pathOf('grafana/rookery.json'), 'utf8')) as {
    readonly panels: readonly {
      readonly title: string
      readonly targets: readonly { readonly expr: string }[]
    }[]
  }
  return panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({
      of: title,
      expression: expr.replaceAll('$job', 'rookery').replaceAll('$__rate_interval', '1m'),
    })),
  )
}

/** Expressions of the alert rules without their thresholds: each must return a series whether it fires or not. */
export function ruleQueries(): Query[] {
  const { groups } = parse(readFileSync(RULES, 'utf8')) as {
    readonly groups: readonly {
      readonly rules: readonly { readonly alert: string; readonly expr: string }[]
    }[]
  }
  return groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr }) => ({ of: alert, expression: expr.replace(/\s*(?:==|>)\s*[\d.]+\s*$/, '') })),
  )
}
