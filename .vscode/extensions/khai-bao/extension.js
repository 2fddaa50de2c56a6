// Shows the front matter of each Markdown file below content/ to the YAML extension as a document of
// its own, line for line, and brings back what that extension offers and finds. The schemas, and which
// files they are for, stand in .vscode/settings.json.
const vscode = require("vscode");

const SCHEME = "khai-bao";
const FENCE = /^---[ \t]*$/;
const FILES = { language: "markdown", pattern: "**/content/**/*.md" };

function frontMatter(text) {
  const lines = text.split(/\r?\n/);
  const end = FENCE.test(lines[0]) ? lines.findIndex((line, row) => row > 0 && FENCE.test(line)) : -1;
  return end < 0 ? null : `${lines.slice(0, end).join("\n")}\n`;
}

function activate(context) {
  const texts = new Map();
  const changed = new vscode.EventEmitter();
  const found = vscode.languages.createDiagnosticCollection(SCHEME);
  const timers = new Map();

  async function mirror(document) {
    const text = frontMatter(document.getText());
    if (text === null) {
      return null;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${document.uri.path}.yaml` });
    texts.set(uri.toString(), text);
    const copy = await vscode.workspace.openTextDocument(uri);
    if (copy.getText() !== text) {
      const seen = new Promise((resolve) => {
        const listener = vscode.workspace.onDidChangeTextDocument((event) => {
          if (event.document.uri.toString() === uri.toString()) {
            listener.dispose();
            resolve();
          }
        });
        setTimeout(() => listener.dispose() || resolve(), 500);
      });
      changed.fire(uri);
      await seen;
    }
    return uri;
  }

  function refresh(document) {
    if (vscode.languages.match(FILES, document)) {
      const key = document.uri.toString();
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(() => mirror(document).then((uri) => uri || found.delete(document.uri)), 300));
    }
  }

  async function forward(document, position, command, ...more) {
    const uri = await mirror(document);
    const last = uri && texts.get(uri.toString()).split("\n").length - 1;
    return uri && position.line > 0 && position.line < last
      ? vscode.commands.executeCommand(command, uri, position, ...more)
      : undefined;
  }

  context.subscriptions.push(
    found,
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) || "",
    }),
    vscode.languages.registerCompletionItemProvider(
      FILES,
      {
        provideCompletionItems: (document, position, token, how) =>
          forward(document, position, "vscode.executeCompletionItemProvider", how.triggerCharacter),
      },
      ":",
      " ",
    ),
    vscode.languages.registerHoverProvider(FILES, {
      provideHover: async (document, position) =>
        ((await forward(document, position, "vscode.executeHoverProvider")) || [])[0],
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris.filter((one) => one.scheme === SCHEME)) {
        const original = vscode.Uri.file(uri.path.replace(/\.yaml$/, ""));
        found.set(original, vscode.languages.getDiagnostics(uri));
      }
    }),
    vscode.workspace.onDidOpenTextDocument(refresh),
    vscode.workspace.onDidChangeTextDocument(({ document }) => refresh(document)),
    vscode.workspace.onDidCloseTextDocument((document) => found.delete(document.uri)),
  );
  vscode.workspace.textDocuments.forEach(refresh);
}

module.exports = { activate, frontMatter };
