import type { Hub, ObservableHub } from '@rookery/hub'

/** The part of a running hub that an operator sees and acts on. */
export interface AdminHub extends ObservableHub, Pick<Hub, 'accounts' | 'history' | 'alerts'> {}
