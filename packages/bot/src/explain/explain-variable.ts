/** Set to 1 by `rookery dev`: what nobody takes is explained to the sandbox. It is no part of an author's config. */
export const EXPLAIN_VARIABLE = 'ROOKERY_EXPLAIN'
