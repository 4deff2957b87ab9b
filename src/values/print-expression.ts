/** Expressions and conditions in their canonical spelling. The language has no brackets, and the tree needs none. */
import { printRatio } from './ratio.ts';
import type { ConditionNode, ExpressionNode } from './ast.ts';

/** What six decimals cannot hold came from a ratio. */
const printNumber = (value: number, fraction: boolean): string => {
  if (Number.isInteger(value)) return fraction ? `${value}.0` : String(value);
  return Number(value.toFixed(6)) === value ? String(value) : printRatio(value);
};

export const printExpression = (node: ExpressionNode): string => {
  switch (node.kind) {
    case 'binary':
      return `${printExpression(node.left)}_${node.operator}_${printExpression(node.right)}`;
    case 'characteristic':
      return node.name;
    case 'current':
      return 'current';
    case 'convert':
      return `${printExpression(node.of)}_to_${node.to}`;
    case 'list':
      return `!${node.items.join(':')}!`;
    case 'number':
      return printNumber(node.value, node.fraction);
    case 'text':
      return `!${node.text}!`;
    case 'variable':
      return `$${node.name}`;
  }
};

export const printCondition = (node: ConditionNode): string => {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.map(printCondition).join(`_${node.kind}_`);
    case 'compare':
      return `${printExpression(node.left)}_${node.comparison}_${printExpression(node.right)}`;
    case 'defined':
      return `${node.expected ? 'isdef' : 'isndef'}_$${node.name}`;
  }
};
