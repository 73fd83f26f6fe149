# Training on GPUs: `docker build -f deploy/train.Dockerfile -t medloop-train:0.1.0 .` from the
# project's root. `--build-arg PIP_INDEX_URL=…` takes the packages from another index.

FROM pytorch/pytorch:2.13.0-cuda13.0-cudnn9-devel
ARG PIP_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY . .
RUN pip install -e '.[gpu]' \
    && pip install --no-build-isolation flash-attn \
    && groupadd --gid 10001 medloop \
    && useradd --uid 10001 --gid 10001 --create-home --shell /usr/sbin/nologin medloop
USER 10001
