import type { Hub, ObservableHub, Outcome } from '@rookery/hub'

/** The part of a running hub that an operator sees and acts on. */
export interface AdminHub
  extends Omit<ObservableHub, 'operate'>,
    Pick<Hub, 'accounts' | 'history' | 'alerts'> {
  readonly operate: ObservableHub['operate'] & {
    /** Lets a client finish what it has, and gives it nothing new. Absent where the hub cannot. */
    drain?(client: string): Promise<Outcome>
  }
}
