// Reads statements: control flow is ignored, values flow whatever the order.
import { eachChild, type Node } from '../syntax/node.ts';
import { visitValue } from './expressions.ts';
import { defineDeclaration, defineVariable } from './definitions.ts';
import type { Extraction } from './extract.ts';
import { readClass, readFunction, visitNamed } from './functions.ts';
import { passExported, passImported, passVariable } from './passages.ts';
import { bindPattern } from './patterns.ts';

function declareValue(x: Extraction, declaration: Node): void {
  for (const d of declaration.declarations as Node[]) {
    if (!d.init) continue;
    if (d.id.type === 'Identifier') x.writes.assigned(x.scope.find(d.id.name), d.init);
    const before = x.functions.length;
    const value = visitNamed(x, d.init, d.id.type === 'Identifier' ? d.id.name : '');
    bindPattern(x, d.id, value);
    defineVariable(x, declaration, before);
    passVariable(x, declaration, value);
  }
}

function readDeclaredFunction(x: Extraction, node: Node, fallback: string): number {
  const value = node.id ? x.scope.find(node.id.name)! : x.fresh();
  const fn = readFunction(x, node, node.id?.name ?? fallback);
  x.emit(['fn', value, fn]);
  defineDeclaration(x, node, fn, value);
  return value;
}

function exportNamed(x: Extraction, node: Node): void {
  // `export {}` only says that the file is a module
  if (node.declaration || node.specifiers.length > 0) x.hasExports = true;
  if (node.exportKind === 'type') return;
  if (node.source) {
    x.imports.add(node.source.value);
    for (const s of node.specifiers as Node[]) {
      const exported = s.exported.name ?? s.exported.value;
      if (s.type === 'ExportNamespaceSpecifier') x.emit(['reexport', node.source.value, '*', exported]);
      else if (s.type === 'ExportSpecifier' && s.exportKind !== 'type') x.emit(['reexport', node.source.value, s.local.name ?? s.local.value, exported]);
      else if (s.type === 'ExportDefaultSpecifier') x.emit(['reexport', node.source.value, 'default', exported]);
      if (s.exportKind !== 'type') passExported(x, s, node.source.value);
    }
    return;
  }
  const { declaration } = node;
  if (declaration) {
    visitStatement(x, declaration);
    const names = declaration.type === 'VariableDeclaration'
      ? declaration.declarations.flatMap((d: Node) => exportedNames(d.id))
      : declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
    for (const name of names) {
      const value = x.scope.find(name);
      if (value !== undefined) x.emit(['export', name, value]);
    }
  }
  for (const s of (node.specifiers ?? []) as Node[]) {
    const value = x.scope.find(s.local.name);
    if (value === undefined || s.exportKind === 'type') continue;
    x.emit(['export', s.exported.name ?? s.exported.value, value]);
    passExported(x, s, undefined);
  }
}

function exportedNames(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  const names: string[] = [];
  eachChild(pattern, (child, key) => { if (key !== 'key') names.push(...exportedNames(child)); });
  return names;
}

export function visitStatement(x: Extraction, node: Node): void {
  switch (node.type) {
    case 'ExpressionStatement': visitValue(x, node.expression); return;
    case 'VariableDeclaration': declareValue(x, node); return;
    case 'FunctionDeclaration': readDeclaredFunction(x, node, ''); return;
    case 'ClassDeclaration': {
      const self = readClass(x, node, '');
      if (node.id) x.copy(self, x.scope.find(node.id.name)!);
      return;
    }
    case 'ReturnStatement':
      if (node.argument) x.copy(visitValue(x, node.argument), x.frame.fact.result);
      return;
    case 'BlockStatement': x.inBlock(node.body, () => node.body.forEach((s: Node) => visitStatement(x, s))); return;
    case 'ForOfStatement': case 'ForInStatement': {
      if (node.await === true) x.noteAwait(node.right.end);
      x.inBlock(node.left.type === 'VariableDeclaration' ? [node.left] : [], () => {
        const right = visitValue(x, node.right);
        if (node.type === 'ForInStatement') x.emit(['enumerated', right]);
        if (node.left.type === 'VariableDeclaration' && node.left.declarations[0].init) visitValue(x, node.left.declarations[0].init);
        bindPattern(x, node.left, node.type === 'ForInStatement' ? x.prim('string') : x.load(right, '*'));
        visitStatement(x, node.body);
      });
      return;
    }
    case 'ForStatement':
      x.inBlock(node.init?.type === 'VariableDeclaration' ? [node.init] : [], () => {
        if (node.init) node.init.type === 'VariableDeclaration' ? visitStatement(x, node.init) : visitValue(x, node.init);
        if (node.test) visitValue(x, node.test);
        if (node.update) visitValue(x, node.update);
        visitStatement(x, node.body);
      });
      return;
    case 'SwitchStatement':
      visitValue(x, node.discriminant);
      x.inBlock(node.cases.flatMap((c: Node) => c.consequent), () => {
        for (const c of node.cases) {
          if (c.test) visitValue(x, c.test);
          c.consequent.forEach((s: Node) => visitStatement(x, s));
        }
      });
      return;
    case 'TryStatement':
      visitStatement(x, node.block);
      if (node.handler) {
        const names = node.handler.param ? [{ type: 'VariableDeclaration', kind: 'let', declarations: [{ id: node.handler.param }] } as unknown as Node] : [];
        x.inBlock(names, () => {
          if (node.handler.param) bindPattern(x, node.handler.param, x.unknown());
          visitStatement(x, node.handler.body);
        });
      }
      if (node.finalizer) visitStatement(x, node.finalizer);
      return;
    case 'WithStatement':
      x.dynamicCode = true;
      visitValue(x, node.object);
      visitStatement(x, node.body);
      return;
    case 'ImportDeclaration':
      if (node.importKind === 'type' || node.importKind === 'typeof') return;
      x.imports.add(node.source.value);
      // loaded for its effects alone: who loads it counts
      if (node.specifiers.length === 0) x.emit(['import', x.fresh(), node.source.value, '*']);
      for (const s of node.specifiers as Node[]) {
        const imported = s.type === 'ImportDefaultSpecifier' ? 'default' : s.type === 'ImportNamespaceSpecifier' ? '*' : (s.imported.name ?? s.imported.value);
        x.emit(['import', x.scope.find(s.local.name)!, node.source.value, imported]);
        passImported(x, s, node.source.value);
      }
      return;
    case 'ExportNamedDeclaration': exportNamed(x, node); return;
    case 'ExportAllDeclaration':
      x.hasExports = true;
      if (node.exportKind === 'type') return;
      x.imports.add(node.source.value);
      x.emit(['reexport', node.source.value, '*', node.exported ? node.exported.name : '*']);
      return;
    case 'ExportDefaultDeclaration': {
      x.hasExports = true;
      const d: Node = node.declaration;
      if (d.type === 'TSInterfaceDeclaration' || d.type === 'TSDeclareFunction') return;
      if (d.type === 'FunctionDeclaration') x.emit(['export', 'default', readDeclaredFunction(x, d, 'default')]);
      else if (d.type === 'ClassDeclaration') {
        const self = readClass(x, d, 'default');
        if (d.id) x.copy(self, x.scope.find(d.id.name)!);
        x.emit(['export', 'default', self]);
      } else x.emit(['export', 'default', visitNamed(x, d, 'default')]);
      return;
    }
    case 'TSExportAssignment': {
      x.hasExports = true;
      const module = x.fresh();
      x.emit(['moduleObject', module]);
      x.emit(['store', module, 'exports', visitValue(x, node.expression)]);
      return;
    }
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference' && node.importKind !== 'type') {
        x.imports.add(node.moduleReference.expression.value);
        x.emit(['require', x.scope.find(node.id.name)!, node.moduleReference.expression.value]);
      }
      return;
    case 'TSModuleDeclaration':
      if (node.body?.type === 'TSModuleBlock' && !node.declare) x.inBlock(node.body.body, () => node.body.body.forEach((s: Node) => visitStatement(x, s)));
      return;
    case 'TSEnumDeclaration':
      for (const member of node.members ?? node.body?.members ?? []) if (member.initializer) visitValue(x, member.initializer);
      return;
    case 'ThrowStatement': x.emit(['escape', visitValue(x, node.argument), 'unmodelled-syntax', node.start]); return;
    case 'LabeledStatement': visitStatement(x, node.body); return;
  }
  if (node.type.startsWith('TS') || /^(TypeAlias|InterfaceDeclaration|Declare|OpaqueType|Enum)/.test(node.type)) return;
  eachChild(node, (child, key) => {
    if (key === 'test' || key === 'expression' || key === 'argument') visitValue(x, child);
    else if (/Statement$|Declaration$/.test(child.type)) visitStatement(x, child);
  });
}
