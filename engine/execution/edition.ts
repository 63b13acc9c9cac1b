/** Which dated text of the reference an execution follows. */
export type Edition = '2017-03-30' | 'current';
