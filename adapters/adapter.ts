import type { Adapter, Capability, Credentials, RunningTarget, StartOptions } from '../harness/target.js';

/** How the command line asks an adapter to start its target. */
export interface AdapterOptions extends StartOptions {
  /** In place of the version that the adapter pins. */
  readonly version?: string;
  /** The address, for the adapter that starts nothing itself. */
  readonly url?: string;
  /** What the user wrote after the adapter's name and a colon, for an adapter that takes that. */
  readonly config?: string;
  /** Whose time the target is to keep, where there is a choice. */
  readonly clock?: 'real' | 'virtual';
  /** The region, when the user named one: `region` has a default. */
  readonly askedRegion?: string;
  /** The role of the state machines that cases make, for a target that looks at it. */
  readonly roleArn?: string;
  /** What the names of all that is made begin with, for a target that must be cleaned. */
  readonly prefix?: string;
  /** Keys to sign with. Absent: keys that mean nothing. */
  readonly credentials?: Credentials;
  /** PEM text of the authority that signed the target's certificate. */
  readonly ca?: string;
  /** Capabilities that the user says the target has: they are not probed. */
  readonly capabilities?: readonly Capability[];
}

/** A target's folder exports one as `adapter` from `adapter.ts`. */
export interface TargetAdapter extends Adapter {
  /** The version it installs unless told otherwise. Absent: it installs nothing. */
  readonly version?: string;
  start(options: AdapterOptions): Promise<RunningTarget>;
}
