for (const place of document.querySelectorAll('.origin')) place.textContent = location.origin;

for (const button of document.querySelectorAll('.code button')) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 1500);
    } catch { // no clipboard without TLS or permission: mark the text instead
      getSelection().selectAllChildren(code);
    }
  });
}

const card = document.getElementById('health');
const state = document.getElementById('state');
const parts = document.getElementById('parts');

function show(kind, text, data) {
  card.className = `card ${kind}`;
  state.textContent = text;
  parts.replaceChildren(...Object.entries(data).filter(([name]) => name !== 'phase').sort().map(([name, value]) => {
    const line = document.createElement('li');
    const mark = document.createElement('b');
    mark.textContent = value;
    line.className = value === 'up' ? '' : 'off';
    line.append(name, mark);
    return line;
  }));
}

async function look() {
  try {
    const answer = await (await fetch('/health', { cache: 'no-store' })).json();
    const maru = answer.checks.find((check) => check.name === 'maru') ?? { data: {} };
    const up = answer.status === 'UP';
    show(up ? 'up' : 'down', up ? card.dataset.up : card.dataset.down, maru.data);
  } catch {
    show('down', card.dataset.away, {});
  }
}

look();
setInterval(look, 5000);
