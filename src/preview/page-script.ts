// The script of the page: draws a change or a reason when it is opened, and searches. Texts get in as text nodes only.

export const SCRIPT = `'use strict';
(function () {
  var data = JSON.parse(document.getElementById('data').textContent);
  function make(tag, kind, text) {
    var node = document.createElement(tag);
    if (kind) node.className = kind;
    if (text !== undefined) node.textContent = text;
    return node;
  }
  // what two lines have in common at both ends stays plain, the rest is marked
  function fill(cell, text, other) {
    var head = 0, tail = 0, most = Math.min(text.length, other.length);
    while (head < most && text[head] === other[head]) head++;
    // a mark begins and ends between words
    while (head > 0 && /\\w/.test(text[head - 1]) && (/\\w/.test(text[head] || '') || /\\w/.test(other[head] || ''))) head--;
    while (tail < most - head && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
    while (tail > 0 && /\\w/.test(text[text.length - tail]) && (/\\w/.test(text[text.length - tail - 1] || '') || /\\w/.test(other[other.length - tail - 1] || ''))) tail--;
    if (other === '' || head + tail < 3) { cell.textContent = text; return; }
    cell.append(text.slice(0, head));
    if (head < text.length - tail) cell.append(make('mark', '', text.slice(head, text.length - tail)));
    cell.append(text.slice(text.length - tail));
  }
  function side(row, number, text, other, kind) {
    row.append(make('td', 'l', number ? String(number) : ''));
    var cell = make('td', number && kind ? 'c ' + kind : 'c');
    if (kind && number) fill(cell, text, other); else cell.textContent = text;
    row.append(cell);
  }
  function drawChange(change, into) {
    change.hunks.forEach(function (hunk) {
      var table = make('table', 'diff'), body = make('tbody');
      hunk.rows.forEach(function (r) {
        var row = make('tr'), same = r[0] && r[2] && r[1] === r[3];
        side(row, r[0], r[1], r[3], same ? '' : 'del');
        side(row, r[2], r[3], r[1], same ? '' : 'add');
        body.append(row);
      });
      table.append(body);
      var why = make('div', 'why');
      hunk.why.forEach(function (line) { why.append(make('p', '', 'why: ' + line)); });
      into.append(table, why);
    });
  }
  function drawCalls(calls, into) {
    var table = make('table', 'calls'), body = make('tbody');
    calls.forEach(function (call) {
      var row = make('tr'), left = make('td'), right = make('td');
      left.append(make('code', '', call.file + ':' + call.line), make('div', 'dim', call.within ? 'in ' + call.within : 'at the top level'));
      right.append(make('code', '', call.text || call.api), make('div', '', call.message));
      var chain = make('ol', 'chain');
      call.chain.forEach(function (step) {
        var item = make('li', '', step[0] + ' ');
        item.append(make('code', '', step[1]));
        chain.append(item);
      });
      right.append(chain);
      row.append(left, right);
      body.append(row);
    });
    table.append(body);
    into.append(table);
  }
  function open(details) {
    var into = details.querySelector('.inside');
    if (into.childNodes.length > 0) return;
    if (details.dataset.change !== undefined) drawChange(data.changes[Number(details.dataset.change)], into);
    else drawCalls(data.stays[details.dataset.reason], into);
  }
  document.querySelectorAll('details').forEach(function (details) {
    details.addEventListener('toggle', function () { if (details.open) open(details); });
    if (details.open) open(details);
  });
  var list = Array.prototype.slice.call(document.querySelectorAll('details[data-change]'));
  var texts = [];
  function textOf(i) {
    if (texts[i] === undefined) {
      var change = data.changes[i];
      texts[i] = (change.file + ' ' + change.names.join(' ') + ' ' + change.hunks.map(function (h) { return h.why.join(' ') + ' ' + h.rows.map(function (r) { return r[1] + ' ' + r[3]; }).join(' '); }).join(' ')).toLowerCase();
    }
    return texts[i];
  }
  var search = document.getElementById('search'), shown = document.getElementById('shown');
  function filter() {
    var words = search.value.toLowerCase().split(/\\s+/).filter(Boolean), n = 0;
    list.forEach(function (details, i) {
      var fits = words.every(function (word) { return textOf(i).indexOf(word) >= 0; });
      details.hidden = !fits;
      if (fits) n++;
    });
    shown.textContent = n + ' of ' + list.length + ' files';
  }
  if (search) {
    search.addEventListener('input', filter);
    document.getElementById('all').addEventListener('click', function () {
      var some = list.filter(function (details) { return !details.hidden; });
      var closed = some.some(function (details) { return !details.open; });
      some.forEach(function (details) { details.open = closed; });
    });
    filter();
  }
  document.querySelectorAll('.cell[data-file]').forEach(function (cell) {
    cell.addEventListener('click', function () {
      var file = cell.getAttribute('data-file');
      var found = list.filter(function (details, i) { return data.changes[i].file === file; })[0];
      if (search && found) { search.value = ''; filter(); found.open = true; found.scrollIntoView({ block: 'start' }); return; }
      var reason = Object.keys(data.stays).filter(function (code) { return data.stays[code].some(function (call) { return call.file === file; }); })[0];
      var details = reason !== undefined && Array.prototype.filter.call(document.querySelectorAll('details[data-reason]'), function (each) { return each.dataset.reason === reason; })[0];
      if (details) { details.open = true; details.scrollIntoView({ block: 'start' }); }
    });
  });
})();
`;
