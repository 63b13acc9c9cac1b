/** Checks and completes a function's arguments, as the library does: `<s-:n>`. */
export interface Signature {
  validate(args: readonly unknown[], context: unknown): unknown[];
}

/** What filters or numbers the items of a step. */
export interface Stage {
  type: 'filter' | 'index';
  expr?: Node;
  value?: string;
}

/** A node of the tree that the library's parser makes. Which members are there depends on `type`. */
export interface Node {
  type: string;
  value?: unknown;
  position?: number;
  steps?: Node[];
  stages?: Stage[];
  predicate?: Stage[];
  /** Of an object constructor and of a grouping: pairs of key and value. Of an operator: its left side. */
  lhs?: Node | [Node, Node][];
  group?: { lhs: [Node, Node][] };
  rhs?: Node;
  expression?: Node;
  expressions?: Node[];
  consarray?: boolean;
  keepArray?: boolean;
  keepSingletonArray?: boolean;
  tuple?: boolean;
  focus?: string;
  index?: string;
  ancestor?: { label: string };
  slot?: { label: string };
  thunk?: boolean;
  procedure?: Node;
  arguments?: Node[];
  signature?: Signature;
  body?: Node;
  condition?: Node;
  then?: Node;
  else?: Node;
  terms?: { expression: Node; descending: boolean }[];
  pattern?: Node;
  update?: Node;
  delete?: Node;
}
