/** What the editor lends a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The webview's side of the wire, typed; a test brings its own. */
export interface HostPort<In, Out, State> {
  post(message: Out): void;
  /** @returns a function that stops listening */
  listen(listener: (message: In) => void): () => void;
  getState(): State | undefined;
  setState(state: State): void;
}

/** Connects to the editor; it allows this once per page. */
export function connectToHost<In, Out, State>(): HostPort<In, Out, State> {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    listen: (listener) => {
      const onMessage = (event: MessageEvent<In>): void => {
        listener(event.data);
      };
      window.addEventListener('message', onMessage);
      return () => {
        window.removeEventListener('message', onMessage);
      };
    },
    getState: () => api.getState() as State | undefined,
    setState: (state) => {
      api.setState(state);
    },
  };
}
