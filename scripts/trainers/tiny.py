"""A model that knows nothing and its tokeniser, made on the spot: nothing is fetched."""
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, LlamaForSequenceClassification, PreTrainedTokenizerFast

VOCABULARY = 1024
END, PADDING = "<|end|>", "<|padding|>"
ROLES = ("system", "user", "assistant")

# As strict as the templates of Mistral, Llama 2 and Gemma, which refuse turns that do not alternate; what the assistant
# says is marked, as `assistant_only_loss` wants it.
TEMPLATE = """\
{%- set start = 1 if messages and messages[0]['role'] == 'system' else 0 -%}
{%- for message in messages -%}
  {%- set turn = ['user', 'assistant'][(loop.index0 - start) % 2] -%}
  {%- if loop.index0 >= start and message['role'] != turn -%}
    {{- raise_exception('turns of user and assistant must alternate, after one system message at most') -}}
  {%- endif -%}
  {{- '<|' + message['role'] + '|>' -}}
  {%- if message['role'] == 'assistant' -%}
    {%- generation -%}{{- message['content'] + '<|end|>' -}}{%- endgeneration -%}
  {%- else -%}
    {{- message['content'] + '<|end|>' -}}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}
"""

# Reads one turn only, as trainers did that took a conversation for a question; see the breakages.
TEMPLATE_OF_LAST_TURN = """\
{%- for message in messages -%}
  {%- if message['role'] == 'assistant' and loop.last -%}
    {{- '<|assistant|>' -}}{%- generation -%}{{- message['content'] + '<|end|>' -}}{%- endgeneration -%}
  {%- elif message['role'] == 'user' and loop.revindex <= 2 -%}
    {{- '<|user|>' + message['content'] + '<|end|>' -}}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}
"""


def rendered(messages):
    """What a model is to see of a conversation: the template, by other means."""
    return "".join(f"<|{message['role']}|>{message['content']}{END}" for message in messages)


def tokeniser(texts, template=TEMPLATE):
    """A byte-level tokeniser learned from these texts, which gives every text back as it was."""
    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    special = [PADDING, END, *(f"<|{role}|>" for role in ROLES)]
    inner.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=special, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, eos_token=END, pad_token=PADDING, chat_template=template,
        clean_up_tokenization_spaces=False)


def save_model(folder, tokens, rewards=False):
    """Writes a model of two layers with random weights, always the same, that gives rewards or tokens."""
    torch.manual_seed(20240501)
    config = LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=4, max_position_embeddings=1 << 16, eos_token_id=tokens.eos_token_id, bos_token_id=None,
        pad_token_id=tokens.pad_token_id, num_labels=1)
    model = (LlamaForSequenceClassification if rewards else LlamaForCausalLM)(config)
    model.save_pretrained(folder)
    tokens.save_pretrained(folder)
    return type(model).from_pretrained(folder)
