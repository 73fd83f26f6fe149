"""What each way of starting ranks would start."""

import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from train.errors import RecipeError
from train.planning import launch
from train.planning.launch import Place, command, environment, manifest, read_hostfile, sbatch

STAGE = ["sft", "--config", "/a path/sft.yaml", "--max_steps", "3"]


def test_one_rank_needs_no_launcher():
    assert command(Place("here", 1, 1), STAGE) == [sys.executable, "-m", "train.stage", *STAGE]


def test_several_ranks_of_a_host_are_torchruns():
    words = command(Place("here", 1, 2, cpu=True), STAGE)
    assert words[1:6] == ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", "-m"]
    assert words[6:] == ["train.stage", *STAGE]


def test_several_hosts_need_to_be_named():
    with pytest.raises(RecipeError, match="3 hosts need --hostfile FILE, --slurm or --kubernetes"):
        command(Place("here", 3, 8), STAGE)


def test_a_hostfile_is_deepspeeds(tmp_path: Path):
    path = tmp_path / "hosts"
    path.write_text("# ours\nnode1 slots=8\n\nnode2 slots=8  # spare\n", encoding="utf-8")
    assert read_hostfile(path) == (2, 8)
    words = command(Place("hosts", 2, 8, hostfile=path), STAGE)
    assert words[2:4] == ["deepspeed.launcher.runner", "--hostfile"]
    assert words[4:8] == [str(path), "--no_local_rank", "--module", "train.stage"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("node1\n", "line 1 is not `host slots=8`: 'node1'"),
        ("node1 slots=0\n", "line 1 is not"),
        ("node1 slots=8\nnode1 slots=8\n", "line 2: host node1 is there already"),
        ("node1 slots=8\nnode2 slots=4\n", "all need the same number"),
        ("", "hosts have no slots"),
    ],
)
def test_a_hostfile_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, message: str):
    path = tmp_path / "hosts"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=message):
        read_hostfile(path)


def test_ranks_on_cpus_share_the_cores_and_tell_deepspeed():
    said = environment(Place("here", 1, 2, cpu=True))
    assert said["DS_ACCELERATOR"] == "cpu"
    assert int(said["OMP_NUM_THREADS"]) == max(1, (os.cpu_count() or 1) // 2)
    assert "DS_ACCELERATOR" not in environment(Place("here", 1, 2))


def fake(folder: Path, name: str, script: str) -> None:
    """A stand-in for a program of Slurm's."""
    path = folder / name
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("restarts", [0, 1])
def test_slurms_script_starts_a_torchrun_a_host_and_goes_on_when_requeued(
    tmp_path: Path, restarts: int
):
    script = sbatch(Place("slurm", 3, 8), STAGE, "aquila-med-cpt1", tmp_path / "out")
    for line in ("--nodes=3", "--ntasks-per-node=1", "--gpus-per-node=8", "--requeue"):
        assert f"#SBATCH {line}\n" in script
    fake(tmp_path, "scontrol", 'printf "node7\\nnode8\\n"')
    fake(tmp_path, "srun", 'printf "%s\\n" "$@"; echo "threads $OMP_NUM_THREADS"')
    slurm = {"SLURM_JOB_ID": "5", "SLURM_JOB_NUM_NODES": "3", "SLURM_JOB_NODELIST": "node[7-9]"}
    told = subprocess.run(
        ["bash"],
        input=script,
        text=True,
        check=True,
        capture_output=True,
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "SLURM_RESTART_COUNT": str(restarts),
            **slurm,
        },
    ).stdout.splitlines()
    assert told[1:4] == [sys.executable, "-m", "torch.distributed.run"]
    assert {"--nnodes=3", "--nproc-per-node=8", "--rdzv-endpoint=node7:29500"} <= set(told)
    go_on = launch.GO_ON if restarts else []
    assert told[told.index("train.stage") + 1 :] == [*STAGE, *go_on, f"threads {launch.CORES}"]


def test_kubernetes_gets_a_pod_a_host_which_find_each_other():
    text = manifest(Place("kubernetes", 3, 8), STAGE, "aquila-med-cpt1", "ours/train:1", "big'disk")
    service, job = yaml.safe_load_all(text)
    assert service["metadata"]["name"] == job["metadata"]["name"] == "aquila-med-cpt1"
    assert service["spec"]["selector"] == {"batch.kubernetes.io/job-name": "aquila-med-cpt1"}
    assert (job["spec"]["completions"], job["spec"]["parallelism"]) == (3, 3)
    pod = job["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["subdomain"] == "aquila-med-cpt1"
    assert container["image"] == "ours/train:1"
    assert container["resources"]["limits"] == {"nvidia.com/gpu": 8}
    words = [*container["command"], *container["args"]]
    assert {"--nnodes=3", "--node-rank=$(POD_INDEX)"} <= set(words)
    assert "--master-addr=aquila-med-cpt1-0.aquila-med-cpt1" in words
    assert words[words.index("train.stage") + 1 :] == [*STAGE, *launch.GO_ON]
    assert pod["volumes"][0]["persistentVolumeClaim"] == {"claimName": "big'disk"}
    names = {variable["name"]: variable.get("value") for variable in container["env"]}
    assert names["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_what_is_printed_can_be_pasted():
    words = command(Place("here", 1, 2), STAGE)
    assert shlex.split(shlex.join(words)) == words
